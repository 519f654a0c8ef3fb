import type { HostMessage } from '../engine/link.ts'

/** A running engine process as a host sees it, whatever started it (`child_process`, `utilityProcess`, a test). */
export type EngineProcess = {
  post(message: HostMessage): void
  onMessage(listener: (message: unknown) => void): void
  /** Called once, with what is known about the end. */
  onExit(listener: (detail: string) => void): void
  kill(): void
}
