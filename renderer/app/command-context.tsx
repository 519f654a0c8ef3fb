import { createContext, use } from 'react'
import type { CommandId } from './keys/key-map.ts'

/** Runs a command: what a key does, a button or a menu item does by the same name. */
export const CommandContext = createContext<(command: CommandId) => void>(() => {})

export const useCommand = (): ((command: CommandId) => void) => use(CommandContext)
