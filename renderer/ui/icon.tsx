/** Line drawings on a 16-unit grid; decorative, the words stand beside them or in the button's label. */
const PATHS = {
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM10.3 10.3 14 14',
  close: 'M4 4l8 8M12 4l-8 8',
  'chevron-down': 'M4 6l4 4 4-4',
  'chevron-left': 'M10 3 5 8l5 5',
  'chevron-right': 'M6 3l5 5-5 5',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  warning: 'M8 2 1.5 13.5h13L8 2ZM8 6.5v3.2M8 11.6v.4',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  check: 'M3 8.5l3.2 3.2L13 5',
  folder: 'M1.5 4V12.5h13V5.5H8L6.5 3.5h-5V4Z',
  file: 'M3.5 1.5h6l3 3v10h-9zM9.5 1.5v3h3',
  back: 'M6.5 3.5 2.5 7.5l4 4M3 7.5h6a4 4 0 0 1 4 4v1',
  forward: 'M9.5 3.5l4 4-4 4M13 7.5H7a4 4 0 0 0-4 4v1',
  'pane-left': 'M1.5 2.5h13v11h-13zM6 2.5v11',
  'pane-right': 'M1.5 2.5h13v11h-13zM10 2.5v11',
  offline: 'M2 2l12 12M3.2 7.2A7 7 0 0 1 5 6M12.8 7.2a7 7 0 0 0-4.3-2.1M5.5 9.8a3.7 3.7 0 0 1 2-.9M8 12.5v.1',
  home: 'M2 7.5 8 2.5l6 5M3.5 6.5v7h9v-7',
  target: 'M8 1v4M8 11v4M1 8h4M11 8h4M8 5.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5Z',
  clear: 'M5.5 3.5h8v9h-8L1.5 8zM7.5 6l4 4M11.5 6l-4 4',
  more: 'M2.5 8a.8.8 0 1 0 1.6 0 .8.8 0 1 0-1.6 0ZM7.2 8a.8.8 0 1 0 1.6 0 .8.8 0 1 0-1.6 0ZM11.9 8a.8.8 0 1 0 1.6 0 .8.8 0 1 0-1.6 0Z',
  up: 'M8 13V3M4 7l4-4 4 4',
  down: 'M8 3v10M4 9l4 4 4-4',
  note: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM8 7v4M8 4.8v.1',
  flag: 'M4 14.5V2M4 2.5h8.5l-2.2 3.2 2.2 3.3H4',
  sliders: 'M2 4.5h7M12 4.5h2M2 11.5h2M7 11.5h7M9 3v3h3V3zM4 10v3h3v-3z',
} as const

export type IconName = keyof typeof PATHS

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  )
}
