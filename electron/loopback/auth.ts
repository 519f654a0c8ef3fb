import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/**
 * Who may ask. The token in the printed URL is exchanged for a cookie, so that it does not stay in the address bar,
 * the history or a screenshot; the cookie's value is a secret of its own.
 */
export type Auth = {
  /** 256 bits, base64url. */
  readonly token: string
  /** A token that works once, for the command line that starts a browser: other users can see it there. */
  issueOnce(): string
  /** Whether `offered` is the token or one issued once, which is spent by asking. */
  accepts(offered: string): boolean
  /** Whether a `Cookie` header carries our cookie with the right value. */
  hasCookie(header: string | undefined): boolean
  /** The `Set-Cookie` header that makes {@link hasCookie} true. */
  setCookie(): string
}

export function createAuth(): Auth {
  const token = newSecret()
  const secret = newSecret()
  // Cookies are shared by all ports of a host: a name of its own keeps two servers on 127.0.0.1 apart.
  const name = `casement-${randomBytes(6).toString('hex')}`
  const unspent = new Set<string>()
  return {
    token,
    issueOnce: () => {
      const once = newSecret()
      unspent.add(once)
      return once
    },
    accepts: (offered) => {
      const once = [...unspent].find((known) => equal(offered, known))
      return (once !== undefined && unspent.delete(once)) || equal(offered, token)
    },
    hasCookie: (header) =>
      (header ?? '').split(';').some((part) => {
        const [key, value] = part.trim().split('=', 2)
        return key === name && value !== undefined && equal(value, secret)
      }),
    setCookie: () => `${name}=${secret}; Path=/; HttpOnly; SameSite=Strict`,
  }
}

function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** Compares in a time that says nothing about the texts, not even their lengths. */
function equal(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}
