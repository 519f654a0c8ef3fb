/**
 * Lets the repetitions of a held key through, one for each picture that is drawn. A system sends thirty a second, and
 * browsers give keys precedence over drawing: when each takes longer than that, nothing is seen until the key is let go,
 * and the list runs on after it.
 *
 * @param picture calls back after the next picture has been drawn
 * @returns whether this repetition counts
 */
export function createHeldKey(picture: (drawn: () => void) => void): () => boolean {
  let isDrawn = true
  return () => {
    if (!isDrawn) return false
    isDrawn = false
    picture(() => {
      isDrawn = true
    })
    return true
  }
}
