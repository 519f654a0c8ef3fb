import { readFileSync } from 'node:fs'
import os from 'node:os'

/** The processor's name; what Node knows where there is no /proc. */
function processor(): string {
  try {
    const found = /^model name\s*:\s*(.+)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))
    if (found?.[1]) return found[1].trim()
  } catch {
    // Not Linux.
  }
  return os.cpus()[0]?.model.trim() ?? 'unknown processor'
}

/** One line: cores, processor, memory, Node, and how busy the machine was, which is part of any measurement. */
export function describeMachine(): string {
  const memory = Math.round(os.totalmem() / 2 ** 30)
  const load = (os.loadavg()[0] ?? 0).toFixed(1)
  return `${os.availableParallelism()} cores, ${processor()}, ${memory} GiB, Node ${process.versions.node}, load ${load}`
}
