import type { HostMessage } from '../engine/link.ts'

/** A running engine process as a host sees it, whatever started it (`child_process`, `utilityProcess`, a test). */
export type EngineProcess = {
  post(message: HostMessage): void
  onMessage(listener: (message: unknown) => void): void
  /** Called once, with what is known about the end. */
  onExit(listener: (detail: string) => void): void
  kill(): void
}

/** What the engine process is told at its start, as JSON in its first argument. */
export type EngineStart = {
  readonly cacheFolder: string
  /** The `resources` folder with `genome/` in it. */
  readonly resources: string
  /** Folders whose files may be opened; null is no limit. */
  readonly roots: readonly string[] | null
  readonly version: string
  /** Worker threads. */
  readonly workers: number
}
