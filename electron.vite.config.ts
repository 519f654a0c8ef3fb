import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

/**
 * `out/main/*.js`: one entry per process (Electron's main, the command line with `serve`, the engine, its workers),
 * ES modules with all dependencies but zod left in node_modules. `out/preload/preload.cjs`: a sandboxed preload script is
 * CommonJS and whole in one file. `out/renderer`: the page.
 */
export default defineConfig({
  main: {
    build: {
      // In one file of ours zod is read in a third of the time that its own hundred take, in every process and thread.
      externalizeDeps: { exclude: ['zod'] },
      // For reading a stack trace by hand; the package leaves them out.
      sourcemap: 'hidden',
      rolldownOptions: {
        input: {
          main: 'electron/main.ts',
          cli: 'electron/cli.ts',
          'engine-process': 'electron/engine/engine-process.ts',
          worker: 'electron/engine/work/worker.ts',
          'store-writer': 'electron/engine/variants/store/writer-thread.ts',
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: 'electron/preload.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react()],
    build: {
      target: 'es2022',
      minify: true,
      // Read from the disk beside it, once: splitting igv.js off would save nothing.
      chunkSizeWarningLimit: 4000,
      rolldownOptions: { input: 'renderer/index.html' },
    },
  },
})
