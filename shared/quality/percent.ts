/** `97.1 %`: what is not all is never written as 100; `–` where nothing was counted. @param share 0–1 */
export function percent(share: number | null, digits = 1): string {
  if (share === null) return '–'
  const step = 10 ** -digits
  const rounded = Math.min(100 * share, share < 1 ? 100 - step : 100)
  return `${rounded.toFixed(digits)} %`
}

/** In the last digit written, less than one base of a genome: 57 of 100 bases times 10,000 is 5699.999999999999. */
const ROUNDING = 1e-9

/** `95.23`: per cent of a share, rounded down. @param share 0–1, a number of bases over another, of 1,000,000,000 at most */
export function percentDown(share: number, digits: number): string {
  const steps = 10 ** digits
  return (Math.floor(share * 100 * steps + ROUNDING) / steps).toFixed(digits)
}
