/** Keeps the end of a text that arrives in pieces: what a process said before it died. */
export function createTail(limit = 4000): { add(text: string): void; text(): string } {
  let kept = ''
  return {
    add(text) {
      kept = (kept + text).slice(-limit)
    },
    text: () => kept.trim(),
  }
}
