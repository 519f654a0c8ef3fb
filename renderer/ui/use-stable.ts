import { useState } from 'react'

/** The same object as before while its value is equal, so that what depends on it does not start again. */
export function useStable<T>(value: T): T {
  const text = JSON.stringify(value)
  const [kept, setKept] = useState({ value, text })
  if (text === kept.text) return kept.value
  setKept({ value, text })
  return value
}
