/** The product's mark: a casement window with one pane ajar. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 28 28"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      aria-hidden="true"
    >
      <path d="M4 3.5h20v21H4z" strokeLinejoin="round" />
      <path d="M14 3.5v21M4 14h10" />
      <path d="M14 3.5l7 3.5v14l-7 3.5" fill="currentColor" fillOpacity="0.18" strokeLinejoin="round" />
    </svg>
  )
}
