import { Component, type ReactNode } from 'react'
import type { CasementError } from '../../shared/errors/casement-error.ts'
import { errorOf } from '../../shared/errors/fault.ts'
import { Button } from '../ui/button.tsx'
import { ErrorNote } from '../ui/error-note.tsx'

/** Catches a defect while drawing: says so and draws again on request. The engine and the case are untouched. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: CasementError | null }> {
  override state: { error: CasementError | null } = { error: null }

  static getDerivedStateFromError(thrown: unknown): { error: CasementError } {
    return { error: errorOf(thrown) }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === null) return this.props.children
    return (
      <main className="boundary">
        <h1>This part of the window could not be drawn</h1>
        <ErrorNote error={error}>
          <Button look="link" onPress={() => this.setState({ error: null })}>
            Draw it again
          </Button>
        </ErrorNote>
      </main>
    )
  }
}
