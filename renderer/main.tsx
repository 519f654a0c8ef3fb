// First: schemas must be made after this has run.
import './app/client/zod-without-eval.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { connect } from './app/client/connect.ts'
import { createSession, startSession } from './app/session.ts'
import './app/styles/tokens.css'
import './app/styles/base.css'
import './ui/ui.css'

/** `localStorage` is not there when the browser forbids it. */
function memory(): Storage | undefined {
  try {
    return window.localStorage
  } catch {
    return undefined
  }
}

const root = document.getElementById('root')
if (root !== null) {
  const { client, pathOfFile } = connect()
  const session = createSession(client, { memory: memory(), pathOfFile })
  startSession(session)
  createRoot(root).render(
    <StrictMode>
      <App session={session} />
    </StrictMode>,
  )
}
