const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
}

/**
 * Text that is safe as HTML content and as a quoted attribute value. igv.js puts names and popup values into
 * innerHTML as they are, and everything that comes out of a file is hostile.
 */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`]/g, (character) => ENTITIES[character] ?? '')
}

/** Text cut to at most `limit` characters, saying how many there were. */
export function shorten(text: string, limit: number): string {
  return text.length <= limit
    ? text
    : `${text.slice(0, limit)}… (${text.length.toLocaleString('en-GB')} characters)`
}
