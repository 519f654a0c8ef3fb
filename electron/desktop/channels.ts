/** Everything that crosses between the page and the desktop host; no other channel is ever listened to. */
export const CALL_CHANNEL = 'casement:call'
/** Sent by the preload script once it can take events. */
export const LISTEN_CHANNEL = 'casement:listen'
export const EVENT_CHANNEL = 'casement:event'

export const APP_SCHEME = 'app'
export const APP_ORIGIN = 'app://casement'
