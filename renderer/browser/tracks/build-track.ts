import type { IgvBrowser, IgvTrack } from 'igv/dist/igv.esm.js'
import type { Client } from '../../../shared/contract.ts'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
import type { ReferenceState } from '../../../shared/genome/gene.ts'
import type { VariantRow } from '../../../shared/variant/variant-row.ts'
import type { BrowserSelection, BrowserTrack } from '../browser-types.ts'
import type { Palette } from '../theme.ts'
import type { WorkCount } from '../work-count.ts'
import { createAlignmentTrack } from './alignment-track.ts'
import { GenesTrack } from './genes-track.ts'
import { guardTrack, type TrackGuard } from './guard-track.ts'
import { ReadsTrack, type ReadsTrackOptions } from './reads-track.ts'
import { RegionsTrack } from './regions-track.ts'
import { VariantsTrack } from './variants-track.ts'

export type TrackDeps = {
  readonly client: Client
  readonly reference: ReferenceState
  readonly palette: () => Palette
  readonly selection: () => BrowserSelection
  readonly pick: (row: VariantRow) => void
  readonly failed: (error: CasementError) => void
  /** What the tracks of reads share. */
  readonly shared: Omit<ReadsTrackOptions, 'file' | 'label' | 'palette'>
  readonly work: WorkCount
}

export type BuiltTrack = { readonly spec: BrowserTrack; readonly track: IgvTrack; readonly guard: TrackGuard }

/** Makes the track that `spec` describes, not yet shown. */
export async function buildTrack(
  browser: IgvBrowser,
  spec: BrowserTrack,
  { client, reference, palette, selection, pick, failed, work, shared }: TrackDeps,
): Promise<BuiltTrack> {
  switch (spec.kind) {
    case 'genes': {
      const track = new GenesTrack(browser, client, palette)
      return { spec, track, guard: guardTrack(track, failed, work) }
    }
    case 'regions': {
      const { file, label } = spec
      const track = new RegionsTrack(browser, { client, file, label, palette })
      return { spec, track, guard: guardTrack(track, failed, work) }
    }
    case 'variants': {
      const { file, label, samples } = spec
      const track = new VariantsTrack(browser, { client, file, label, samples, palette, selection, pick })
      return { spec, track, guard: guardTrack(track, failed, work) }
    }
    case 'alignments': {
      const { file, label } = spec
      if (!spec.classic) {
        const track = new ReadsTrack(browser, { ...shared, file, label, palette })
        return { spec, track, guard: guardTrack(track, failed, work, () => track.abort()) }
      }
      const toOurs = (): void => shared.actions.perform({ kind: 'classic', file, classic: false })
      const options = { file, label, bulkRoot: client.bulkRoot, reference, palette, toOurs }
      const { track, abort } = await createAlignmentTrack(browser, options)
      return { spec, track, guard: guardTrack(track, failed, work, abort) }
    }
  }
}
