import { BASE, FEATURE_SIZE, type FeatureReader, QUALITIES, QUALITY } from './features.ts'

/** Writes the qualities that were kept with differences, those from number `from` of the kept on. */
export function applyQualities(
  features: FeatureReader,
  from: number,
  into: Uint8Array,
  qualitiesAt: number,
  length: number,
): void {
  const kept = features.kept()
  const pool = features.pool()
  const set = (at: number, quality: number): void => {
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
