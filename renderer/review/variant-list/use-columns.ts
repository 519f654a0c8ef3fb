import { useMemo } from 'react'
import type { Role } from '../../../shared/case/sample.ts'
import { labelledFiles, listScope, type ListScope } from '../../app/list/list-scope.ts'
import { ALL_FILES } from '../../../shared/variant/joint-columns.ts'
import { defaultColumns, withFile } from '../../app/list/table-columns.ts'
import { useCase, useList, useVariants, useView } from '../../app/session-context.tsx'
import { fittingSamples, type SampleColumn, sampleColumns } from '../words/sample-columns.ts'
import { fileMarks } from '../words/file-marks.ts'
import { FILE_WIDTH, type FileWords, type TableColumn, tableView } from './table-view.ts'

const NO_COLUMNS: ListScope['filter']['columns'] = new Map()

/** What the list's file can be filtered by; null before it is imported. */
export function useScope(): ListScope | null {
  const current = useCase((s) => s.current)
  const file = useVariants((s) => s.file)
  return useMemo(() => listScope(current, file), [current, file])
}

export function useRoles(): ReadonlyMap<string, Role> {
  const samples = useCase((s) => s.current?.samples)
  return useMemo(() => new Map((samples ?? []).map(({ name, role }) => [name, role])), [samples])
}

/** What the case's files of variants are called, by their ids. */
function useFileWords(): ReadonlyMap<string, FileWords> {
  const current = useCase((s) => s.current)
  return useMemo(() => {
    const files = labelledFiles(current)
    const marks = fileMarks(files.map(({ label }) => label))
    return new Map(files.map(({ file, label }, i) => [file.id, { label, mark: marks[i] ?? label }]))
  }, [current])
}

/** The columns of the table, and for how many samples there is no room. */
export function useColumns(): { columns: readonly TableColumn[]; more: number } {
  const samples = useCase((s) => s.current?.samples)
  const listed = useVariants((s) => s.samples)
  const listWidth = useView((s) => s.listWidth)
  const chosen = useList((s) => s.view.columns)
  const several = useVariants((s) => s.file === ALL_FILES)
  const stated = useCase((s) => (s.current?.shortlists.length ?? 0) > 0)
  const files = useFileWords()
  const scope = useScope()
  const roles = useRoles()
  return useMemo(() => {
    const all: SampleColumn[] = sampleColumns(samples ?? [], listed)
    const shown = all.slice(0, fittingSamples(all.length, listWidth - (several ? FILE_WIDTH : 0)))
    const names =
      chosen ??
      defaultColumns(
        shown.map(({ name }) => name),
        stated,
      )
    const columns = tableView(withFile(names, several), {
      columns: scope?.filter.columns ?? NO_COLUMNS,
      roles,
      samples: all,
      files,
    })
    return { columns, more: chosen === null ? all.length - shown.length : 0 }
  }, [samples, listed, listWidth, chosen, several, stated, files, scope, roles])
}
