import { BASE, FEATURE_SIZE, type FeatureReader, QUALITIES, QUALITY } from './features.ts'

/** What a base without a quality has in a read of which some have one, as in samtools: there is no other word for it. */
const UNSAID = 30

/** Writes the qualities that were kept with differences, those from number `from` of the kept on; none where none were. */
export function applyQualities(
  features: FeatureReader,
  from: number,
  into: Uint8Array,
  qualitiesAt: number,
  length: number,
): void {
  const kept = features.kept()
  const pool = features.pool()
  let isBlank = true
  const set = (at: number, quality: number): void => {
    if (isBlank) into.fill(UNSAID, qualitiesAt, qualitiesAt + length)
    isBlank = false
    if (at >= 0 && at < length) into[qualitiesAt + at] = quality
  }
  for (let slot = from; slot < features.keptCount() * FEATURE_SIZE; slot += FEATURE_SIZE) {
    const code = kept[slot]
    const at = kept[slot + 1] ?? 0
    const a = kept[slot + 2] ?? 0
    const b = kept[slot + 3] ?? 0
    if (code === BASE) set(at, b)
    else if (code === QUALITY) set(at, a)
    else if (code === QUALITIES) for (let i = 0; i < b; i++) set(at + i, pool[a + i] ?? 0)
  }
}
