/**
 * The part of igv.js 3.8.10 this folder uses. The package's own types leave out the extension points (`TrackBase`,
 * `registerTrackClass`, `createTrack`) and most of the browser, so the module is described here, once, from its source.
 * Everything is a promise about this exact version: it is pinned in package.json.
 */
declare module 'igv/dist/igv.esm.js' {
  export type IgvLocus = { chr: string; start: number; end: number }

  export type IgvReference = {
    id: string
    name: string
    /** A `File` (or subclass) is read by `slice().arrayBuffer()`, a string by igv.js's own XMLHttpRequest. */
    fastaURL: File | string
    indexURL: File | string
    /** A `data:` URL is decoded in place. */
    cytobandURL?: string
    locus: IgvLocus
  }

  export type IgvBrowserConfig = {
    reference: IgvReference
    loadDefaultGenomes: false
    search: false
    showNavigation: boolean
    showControls: boolean
    showIdeogram: boolean
    showRuler: boolean
    showTrackLabels: boolean
    showCenterGuide: boolean
    showCursorGuide: boolean
    showSampleNames: boolean
    showGearColumn: boolean
    showTrackDragHandles: boolean
    minimumBases: number
    doubleClickDelay: number
    nucleotideColors: Record<string, string>
    tracks: []
  }

  export type IgvTrackConfig = {
    type: string
    name?: string
    id?: string
    order?: number
    height?: number
    removable?: boolean
    visibilityWindow?: number
    [option: string]: unknown
  }

  export type IgvReferenceFrame = {
    chr: string
    start: number
    end: number
    bpPerPixel: number
  }

  export interface IgvViewport {
    readonly referenceFrame: IgvReferenceFrame
    /** Gone once igv.js has disposed of the viewport. */
    readonly viewportElement: HTMLDivElement | undefined
    readonly trackView: IgvTrackView
    readonly cachedFeatures: unknown
    contentTop: number
    showMessage(message: string): void
    hideMessage(): void
    clearCache(): void
    /** Draws again on the canvas there is, which keeps its extent. */
    refresh(): void
    setContentHeight(height: number): void
    getContentHeight(): number
    getWidth(): number
    readonly track: IgvTrack
    readonly canvas: IgvCanvas | undefined
    readonly featureCache:
      { readonly features: unknown; readonly roiFeatures: unknown[] | undefined } | undefined
    /** Makes a canvas around the window and draws on it. */
    repaint(): void
    /** Moves the canvas to where the window is. */
    shift(): void
    /** What the canvas covers. */
    repaintDimensions(): { bpStart: number; bpEnd: number; pixelWidth: number }
    needsRepaint(): boolean
    needsReload(): boolean
    draw(options: IgvDrawOptions, features: unknown, roiFeatures: unknown[] | undefined): void
  }

  /** With what was drawn on it. */
  export type IgvCanvas = HTMLCanvasElement & { _data?: IgvDrawOptions }

  export interface IgvTrackView {
    readonly track: IgvTrack
    readonly viewports: readonly IgvViewport[]
    readonly disposed?: boolean
    setTop(contentTop: number): void
    setTrackHeight(height: number, force?: boolean): void
    checkContentHeight(): void
    /** Makes a new canvas around the window from the features there are, whatever window those are for. */
    repaintViews(): void
    paintAxis(): void
    /** Called when the content is dragged up or down, px. */
    scrollByPixels(delta: number): void
    updateViews(): Promise<void>
    clearCachedFeatures(): void
    setTrackLabelName(html: string): void
  }

  export type IgvDrawOptions = {
    context: CanvasRenderingContext2D
    features: unknown
    bpStart: number
    bpEnd: number
    bpPerPixel: number
    pixelTop: number
    pixelWidth: number
    pixelHeight: number
    /** Pixels from the viewport's left edge to the canvas's: 0 or negative. */
    pixelShift: number
    viewportWidth: number
    viewport: IgvViewport
    referenceFrame: IgvReferenceFrame
    /** As `pixelShift` when it was drawn. */
    pixelXOffset: number
    windowFunction: string | undefined
  }

  export type IgvClick = {
    event: MouseEvent
    viewport: IgvViewport
    genomicLocation: number
    /** Pixels from the top of the track's content. */
    y: number
  }

  /** Both texts go into innerHTML as they are. */
  export type IgvPopupItem = string | { name: string; value: string } | { html: string }
  export type IgvMenuItem = string | { label: string | Node; click?: () => void }

  export interface IgvTrack {
    readonly config: IgvTrackConfig
    readonly type: string
    readonly id: string
    /** HTML. */
    name: string
    order: number
    height: number
    trackView: IgvTrackView | undefined
    getFeatures(
      chr: string,
      start: number,
      end: number,
      bpPerPixel: number,
      viewport: IgvViewport,
    ): Promise<unknown>
    draw(options: IgvDrawOptions): void
    popupData(click: IgvClick, features?: unknown): readonly IgvPopupItem[] | Promise<readonly IgvPopupItem[]>
    contextMenuItemList?(click: IgvClick): IgvMenuItem[] | undefined
    menuItemList(): IgvMenuItem[]
    description?: () => Node | undefined
    dispose(): void
    /** True: what was loaded at half or twice the zoom is loaded anew. */
    readonly resolutionAware?: boolean
    /** What was loaded with another one is loaded anew. */
    readonly windowFunction?: string
    /** Ours: what its axis shows; painted anew only when it changes. */
    axisKey?(): string
  }

  export class TrackBase implements IgvTrack {
    constructor(config: IgvTrackConfig, browser: IgvBrowser)
    readonly browser: IgvBrowser
    readonly config: IgvTrackConfig
    readonly type: string
    readonly id: string
    name: string
    order: number
    height: number
    trackView: IgvTrackView | undefined
    getFeatures(
      chr: string,
      start: number,
      end: number,
      bpPerPixel: number,
      viewport: IgvViewport,
    ): Promise<unknown>
    draw(options: IgvDrawOptions): void
    popupData(click: IgvClick, features?: unknown): readonly IgvPopupItem[] | Promise<readonly IgvPopupItem[]>
    menuItemList(): IgvMenuItem[]
    dispose(): void
  }

  export type IgvSort = { chr: string; position: number; option: string; direction: 'ASC' | 'DESC' }

  export type IgvRead = {
    readonly readName: string
    readonly chr: string
    readonly start: number
    readonly end: number
    readonly cigar: string
    /** SAM FLAG. */
    readonly flags: number
    readonly mq: number
    readonly strand: boolean
    readonly fragmentLength: number
    readonly mate?: { chr: string; position: number; strand: boolean }
    readonly seq: string
    readonly tagDict: Readonly<Record<string, unknown>>
    readBaseAt(position: number): string | undefined
    readBaseQualityAt(position: number): number | undefined
  }

  export type IgvCoverage = Readonly<
    Record<'posA' | 'negA' | 'posC' | 'negC' | 'posG' | 'negG' | 'posT' | 'negT' | 'posN' | 'negN', number>
  > & {
    readonly total: number
    readonly del: number
    readonly ins: number
    isMismatch: (reference: string) => boolean
  }

  export type IgvAlignmentContainer = {
    sequence?: string
    readonly downsampledIntervals: readonly { start: number; end: number; counts: number }[]
    readonly coverageMap: { bpStart: number; refSeq?: string; coverage: readonly (IgvCoverage | undefined)[] }
    allAlignments(): readonly unknown[]
    pack(options: IgvReadView): void
  }

  /** The reads half of an alignment track. */
  export type IgvReadView = {
    viewAsPairs: boolean
    showSoftClips: boolean
    showMismatches: boolean
    hasPairs: boolean
    color?: string
    deletionColor: string
    insertionColor: string
    skippedColor: string
    smallTLENColor: string
    largeTLENColor: string
    setTop(coverage: unknown, showCoverage: boolean): void
    draw(options: IgvDrawOptions): void
  }

  export interface IgvHtsgetReader {
    /** Names the reader believes the file has. */
    readonly chrNames: Set<string>
    readHeaderData(): Promise<Uint8Array>
    readData(chr: string, start: number, end: number): Promise<Uint8Array>
  }

  export interface IgvAlignmentTrack extends IgvTrack {
    readonly featureSource: { readonly bamReader: IgvHtsgetReader }
    readonly coverageTrack: { color?: string; draw(options: IgvDrawOptions): void }
    readonly alignmentTrack: IgvReadView
    readonly coverageTrackHeight: number
    /** Called, when there is one, with the greatest depth in sight of each viewport. */
    doAutoscale?: (depths: readonly { readonly value: number }[]) => { min: number; max: number }
    sortObject: { chr: string; position: number; option: string; direction: boolean } | undefined
    /** `position` is 1-based; the object given is changed. */
    assignSort(options: IgvSort): void
    sort(options: IgvSort): void
    clickedFeatures(click: IgvClick): readonly unknown[] | undefined
    getCachedAlignmentContainers(): readonly unknown[]
  }

  export interface IgvBrowser {
    readonly config: IgvBrowserConfig
    readonly root: HTMLElement
    readonly columnContainer: HTMLElement
    readonly genome: {
      loadChromosome(chr: string): Promise<{ bpLength: number } | undefined>
      getSequence(chr: string, start: number, end: number): Promise<string | null | undefined>
      getChromosomeName(chr: string): string
      readonly sequence: {
        /** Reads just these bases. */
        readonly sequenceReader: {
          readSequence(chr: string, start: number, end: number): Promise<string | null | undefined>
        }
      }
    }
    readonly referenceFrameList: readonly IgvReferenceFrame[]
    readonly trackViews: readonly IgvTrackView[]
    readonly roiManager: { updateUserDefinedROISet(feature: unknown): Promise<void> }
    readonly alert: { present(alert: unknown): void }
    /** While the data are dragged. */
    readonly dragObject: object | undefined
    readonly boundWindowResizeHandler: () => void
    readonly keyUpHandler: (event: KeyboardEvent) => void
    nucleotideColors: Record<string, string>
    addTrack(track: IgvTrack): Promise<IgvTrack>
    removeTrack(track: IgvTrack): void
    findTracks(property: string, value: unknown): IgvTrack[]
    loadTrack(config: IgvTrackConfig): Promise<IgvTrack>
    reorderTracks(): void
    updateLoci(loci: IgvLocus[]): Promise<boolean>
    updateViews: () => Promise<void>
    repaintViews(): void
    layoutChange(): Promise<void>
    calculateViewportWidth(columns: number): number
    toSVG(): string
    on(event: 'locuschange', listener: (frames: readonly IgvReferenceFrame[]) => void): void
    on(event: 'featuresloaded', listener: (viewport: IgvViewport) => void): void
    on(event: 'trackdragend', listener: () => void): void
  }

  const igv: {
    createBrowser(parent: HTMLElement, config: IgvBrowserConfig): Promise<IgvBrowser>
    removeBrowser(browser: IgvBrowser): void
    createTrack(config: IgvTrackConfig, browser: IgvBrowser): Promise<IgvTrack | undefined>
    registerTrackClass(
      type: string,
      track: new (config: IgvTrackConfig, browser: IgvBrowser) => IgvTrack,
    ): void
    TrackBase: typeof TrackBase
    version(): string
  }
  export default igv
}
