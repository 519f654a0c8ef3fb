import { useEffect, useMemo } from 'react'
import { Review } from '../review/review.tsx'
import { Start } from '../start/start.tsx'
import { CommandContext } from './command-context.tsx'
import { createCommands } from './commands.ts'
import { DropFiles } from './drop-files.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { useKeys } from './keys/use-keys.ts'
import { Overlays } from './overlays/overlays.tsx'
import type { Session } from './session.ts'
import { SessionProvider, useSession } from './session-context.tsx'
import { useScreenFocus } from './screen-focus.ts'
import { useShown } from './shown.ts'
import { useTheme } from './theme.ts'
import './app.css'

export function App({ session }: { session: Session }) {
  return (
    <ErrorBoundary>
      <SessionProvider session={session}>
        <Window />
      </SessionProvider>
    </ErrorBoundary>
  )
}

function Window() {
  const session = useSession()
  const shown = useShown()
  const run = useMemo(() => createCommands(session), [session])
  useTheme()
  useKeys(shown, run)
  useScreenFocus(shown)
  useEffect(() => session.client.on('host.menu', ({ command }) => run(command)), [session, run])
  return (
    <CommandContext value={run}>
      {shown === 'start' ? <Start /> : <Review />}
      <Overlays />
      <DropFiles />
    </CommandContext>
  )
}
