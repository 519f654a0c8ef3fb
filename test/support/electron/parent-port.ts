/**
 * Preloaded into the engine's process by the double of `utilityProcess`: gives it `process.parentPort` as Electron does,
 * over Node's own channel, and takes away `process.send`, which a utility process does not have.
 */
const send = process.send?.bind(process)
Reflect.deleteProperty(process, 'send')

Object.defineProperty(process, 'parentPort', {
  value: {
    postMessage: (message: unknown) => {
      send?.(message, undefined, undefined, () => undefined)
    },
    on: (name: string, listener: (event: { data: unknown; ports: [] }) => void) => {
      process.on(name, (data: unknown) => listener({ data, ports: [] }))
    },
  },
})
