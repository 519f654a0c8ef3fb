/** `97.1 %`: what is not all is never written as 100; `–` where nothing was counted. @param share 0–1 */
export function percent(share: number | null, digits = 1): string {
  if (share === null) return '–'
  const step = 10 ** -digits
  const rounded = Math.min(100 * share, share < 1 ? 100 - step : 100)
  return `${rounded.toFixed(digits)} %`
}
