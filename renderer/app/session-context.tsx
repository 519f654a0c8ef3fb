import { createContext, type ReactNode, use } from 'react'
import { useStore } from 'zustand'
import type { CaseStoreState } from './stores/case-store.ts'
import type { CoverageStoreState } from './stores/coverage-store.ts'
import type { HostState } from './stores/host-store.ts'
import type { ListState } from './stores/list-store.ts'
import type { MarkState } from './stores/mark-store.ts'
import type { PresetState } from './stores/preset-store.ts'
import type { QualityState } from './stores/quality-store.ts'
import type { SelectionState } from './stores/selection-store.ts'
import type { SourceState } from './stores/source-store.ts'
import type { TaskState } from './stores/task-store.ts'
import type { VariantState } from './stores/variant-store.ts'
import type { ViewState } from './stores/view-store.ts'
import type { Session } from './session.ts'

const SessionContext = createContext<Session | null>(null)

export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>
}

export function useSession(): Session {
  const session = use(SessionContext)
  if (session === null) throw new Error('a component that needs the session is outside SessionProvider')
  return session
}

// Selectors must return something stable (a field, a primitive, a stored object), or the component redraws for ever.
export const useCase = <T,>(select: (state: CaseStoreState) => T): T => useStore(useSession().cases, select)
export const useCoverage = <T,>(select: (state: CoverageStoreState) => T): T =>
  useStore(useSession().coverage, select)
export const useHost = <T,>(select: (state: HostState) => T): T => useStore(useSession().host, select)
export const useTasks = <T,>(select: (state: TaskState) => T): T => useStore(useSession().tasks, select)
export const useVariants = <T,>(select: (state: VariantState) => T): T =>
  useStore(useSession().variants, select)
export const useList = <T,>(select: (state: ListState) => T): T => useStore(useSession().list, select)
export const useMarks = <T,>(select: (state: MarkState) => T): T => useStore(useSession().marks, select)
export const usePresets = <T,>(select: (state: PresetState) => T): T => useStore(useSession().presets, select)
export const useQuality = <T,>(select: (state: QualityState) => T): T =>
  useStore(useSession().quality, select)
export const useSelection = <T,>(select: (state: SelectionState) => T): T =>
  useStore(useSession().selection, select)
export const useSources = <T,>(select: (state: SourceState) => T): T => useStore(useSession().sources, select)
export const useView = <T,>(select: (state: ViewState) => T): T => useStore(useSession().view, select)
