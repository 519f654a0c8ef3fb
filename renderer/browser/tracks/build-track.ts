import type { IgvBrowser, IgvTrack } from 'igv/dist/igv.esm.js'
import type { Client } from '../../../shared/contract.ts'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
import type { ReferenceState } from '../../../shared/genome/gene.ts'
import type { VariantRow } from '../../../shared/variant/variant-row.ts'
import type { BrowserSelection, BrowserTrack } from '../browser-types.ts'
import type { Palette } from '../theme.ts'
import { createAlignmentTrack } from './alignment-track.ts'
import { GenesTrack } from './genes-track.ts'
import { guardTrack, type TrackGuard } from './guard-track.ts'
import { VariantsTrack } from './variants-track.ts'

export type TrackDeps = {
  readonly client: Client
  readonly reference: ReferenceState
  readonly palette: () => Palette
  readonly selection: () => BrowserSelection
  readonly pick: (row: VariantRow) => void
  readonly failed: (error: CasementError) => void
}

export type BuiltTrack = { readonly spec: BrowserTrack; readonly track: IgvTrack; readonly guard: TrackGuard }

/** Makes the track that `spec` describes, not yet shown. */
export async function buildTrack(
  browser: IgvBrowser,
  spec: BrowserTrack,
  { client, reference, palette, selection, pick, failed }: TrackDeps,
): Promise<BuiltTrack> {
  const make = (): IgvTrack | Promise<IgvTrack> => {
    switch (spec.kind) {
      case 'genes':
        return new GenesTrack(browser, client, palette)
      case 'variants': {
        const { file, label, samples } = spec
        return new VariantsTrack(browser, { client, file, label, samples, palette, selection, pick })
      }
      case 'alignments': {
        const { file, label } = spec
        return createAlignmentTrack(browser, { file, label, bulkRoot: client.bulkRoot, reference, palette })
      }
    }
  }
  const track = await make()
  return { spec, track, guard: guardTrack(track, failed) }
}
