import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * The console as static files that ask no other host for anything. Nothing is inlined, so that a
 * Content-Security-Policy of `script-src 'self'` and `font-src 'self'` holds.
 */
export default defineConfig({
  plugins: [react()],
  base: './',
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2500,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': { target: 'http://localhost:8421', ws: true } } },
});
