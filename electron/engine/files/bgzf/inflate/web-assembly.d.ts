/** As much of WebAssembly as is used here; TypeScript has its types only among those of the DOM. */
declare namespace WebAssembly {
  /** Both in pages of 64 KiB. @throws RangeError when so much cannot be had */
  type MemorySize = { readonly initial: number; readonly maximum: number }
  type Memory = { readonly buffer: ArrayBuffer }
  /** Compiled code. */
  type Module = { readonly __module: never }
  type Instance = { readonly exports: object }
  const Memory: new (size: MemorySize) => Memory
  const Module: new (bytes: Uint8Array) => Module
  const Instance: new (module: Module, imports: Record<string, Record<string, Memory>>) => Instance
}
