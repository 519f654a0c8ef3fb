import { describe, expect, it } from 'vitest'
import {
  commandOf,
  COMMANDS,
  keyName,
  matchingCommands,
  shownKeys,
} from '../../../../../renderer/app/keys/key-map.ts'

const press = (key: string, change: object = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...change,
})
const REVIEW = { typing: false, shown: 'variants', mac: false } as const

describe('the key map', () => {
  it('gives no key to two commands', () => {
    const keys = COMMANDS.flatMap((command) => command.keys)
    expect(keys.toSorted()).toEqual([...new Set(keys)].toSorted())
  })

  it.each([
    ['j', 'next-variant'],
    ['ArrowDown', 'next-variant'],
    ['k', 'previous-variant'],
    ['ArrowUp', 'previous-variant'],
    ['/', 'search'],
    ['+', 'zoom-in'],
    ['=', 'zoom-in'],
    ['-', 'zoom-out'],
    ['ArrowLeft', 'pan-left'],
    ['s', 'sort-by-base'],
    ['p', 'toggle-pairs'],
    ['c', 'toggle-soft-clips'],
    ['r', 'toggle-reference'],
    ['b', 'locus-back'],
    ['n', 'locus-forward'],
    [' ', 'mark-variant'],
    ['m', 'marked-only'],
    ['?', 'shortcuts'],
  ])('%s means %s', (key, command) => {
    expect(commandOf(press(key), REVIEW)).toBe(command)
  })

  it('does nothing for any plain key while typing', () => {
    for (const command of COMMANDS)
      for (const key of command.keys.filter((k) => !k.startsWith('Mod+')))
        expect(commandOf(press(key), { ...REVIEW, typing: true })).toBeNull()
  })

  it('marks once, however long the key is held, while steps repeat', () => {
    expect(commandOf(press(' ', { repeat: true }), REVIEW)).toBeNull()
    expect(commandOf(press('j', { repeat: true }), REVIEW)).toBe('next-variant')
    expect(keyName(' ', false)).toBe('Space')
  })

  it('opens the palette with Ctrl K, on a Mac with ⌘K, also while typing', () => {
    const typing = { ...REVIEW, typing: true }
    expect(commandOf(press('k', { ctrlKey: true }), typing)).toBe('palette')
    expect(commandOf(press('k', { metaKey: true }), { ...typing, mac: true })).toBe('palette')
    expect(commandOf(press('k', { ctrlKey: true }), { ...typing, mac: true })).toBeNull()
    expect(commandOf(press('k', { metaKey: true }), typing)).toBeNull()
  })

  it('leaves the system’s and the browser’s chords alone', () => {
    expect(commandOf(press('c', { ctrlKey: true }), REVIEW)).toBeNull()
    expect(commandOf(press('r', { ctrlKey: true }), REVIEW)).toBeNull()
    expect(commandOf(press('ArrowLeft', { altKey: true }), REVIEW)).toBeNull()
  })

  it('does nothing to variants while no case is open', () => {
    expect(commandOf(press('j'), { ...REVIEW, shown: 'start' })).toBeNull()
    expect(commandOf(press('?'), { ...REVIEW, shown: 'start' })).toBe('shortcuts')
  })

  it('does nothing to variants that are not to be seen yet, and all to the case', () => {
    const covered = { ...REVIEW, shown: 'case' } as const
    for (const key of ['j', ' ', 's', '1', 'm', '/']) expect(commandOf(press(key), covered)).toBeNull()
    expect(commandOf(press('z', { ctrlKey: true }), covered)).toBe('undo')
    expect(matchingCommands('next variant', 'case')).toEqual([])
    expect(matchingCommands('who is who', 'case')).toHaveLength(1)
  })

  it('names keys as they are printed', () => {
    expect(keyName('Mod+k', true)).toBe('⌘K')
    expect(keyName('Mod+k', false)).toBe('Ctrl K')
    expect(keyName('ArrowDown', false)).toBe('↓')
  })

  it('shows a key once, whatever the keyboard layout', () => {
    const zoom = COMMANDS.find((command) => command.id === 'zoom-in')
    expect(zoom && shownKeys(zoom)).toEqual(['+'])
  })

  it('finds commands by words in any order', () => {
    expect(matchingCommands('case close', 'case').map((c) => c.id)).toEqual(['close-case'])
    expect(matchingCommands('close', 'start')).toEqual([])
    expect(matchingCommands('', 'variants').length).toBe(COMMANDS.length - 1)
  })
})
