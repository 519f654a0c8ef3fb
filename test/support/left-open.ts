const left = new Set<() => unknown>()

/**
 * Has something closed when the test file's folder is removed (`temporaryFolder`): a hook that a test adds while it runs is
 * not heard, and a file that is never closed is warned of when the collector finds it, in the middle of another test.
 */
export function closeAfterwards(close: () => unknown): void {
  left.add(close)
}

export async function closeLeftOpen(): Promise<void> {
  const all = [...left]
  left.clear()
  await Promise.all(all.map(async (close) => close()))
}
