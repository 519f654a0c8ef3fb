import { useEffect, useState } from 'react'
import { Button, IconButton } from './button.tsx'

type Result = 'idle' | 'copied' | 'refused'

/** Puts text on the clipboard; false when the browser does not let us. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyBySelection(text)
  }
}

/** The way without the clipboard permission: a hidden field, selected and copied. */
function copyBySelection(text: string): boolean {
  const field = document.createElement('textarea')
  field.value = text
  field.className = 'visually-hidden'
  document.body.append(field)
  const before = document.activeElement
  field.select()
  const copied = document.execCommand('copy')
  field.remove()
  if (before instanceof HTMLElement) before.focus()
  return copied
}

function useCopy(text: string): [Result, () => void] {
  const [result, setResult] = useState<Result>('idle')
  useEffect(() => {
    if (result === 'idle') return
    const timer = setTimeout(() => setResult('idle'), 1600)
    return () => clearTimeout(timer)
  }, [result])
  const copy = (): void => {
    void copyText(text).then((copied) => setResult(copied ? 'copied' : 'refused'))
  }
  return [result, copy]
}

const SAID: Readonly<Record<Result, string>> = {
  idle: '',
  copied: 'Copied',
  refused: 'The clipboard is not available',
}

/** Copies `text`; `label` says what it is. */
export function CopyButton({
  text,
  label,
  compact = false,
}: {
  text: string
  label: string
  compact?: boolean
}) {
  const [result, copy] = useCopy(text)
  return (
    <>
      {compact ? (
        <IconButton
          small
          icon={result === 'copied' ? 'check' : result === 'refused' ? 'warning' : 'copy'}
          label={result === 'idle' ? label : SAID[result]}
          onPress={copy}
        />
      ) : (
        <Button look="link" onPress={copy}>
          {result === 'idle' ? label : SAID[result]}
        </Button>
      )}
      <span role="status" className="visually-hidden">
        {SAID[result]}
      </span>
    </>
  )
}
