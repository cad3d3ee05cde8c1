import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

/** Addresses that the server answers itself; everything else is the application. */
const ofTheServer = [/^\/(api|health|metrics|testing|handbook|verify|about|sign-in|letters|sw\.js)/];

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  css: {
    // govuk-frontend keeps a hack for old browsers that lightningcss would refuse
    lightningcss: { errorRecovery: true },
    preprocessorOptions: {
      scss: { loadPaths: [resolve(import.meta.dirname, '../../node_modules')], quietDeps: true },
    },
  },
  build: {
    outDir: resolve(import.meta.dirname, '../../dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: {
        app: resolve(import.meta.dirname, 'index.html'),
        signIn: resolve(import.meta.dirname, 'sign-in.html'),
      },
    },
  },
  plugins: [
    react(),
    VitePWA({
      registerType: 'prompt',
      injectRegister: false,
      filename: 'sw.js',
      manifest: {
        name: 'Homeward',
        short_name: 'Homeward',
        description: 'Every child looked for, every step made.',
        lang: 'km',
        start_url: '/',
        display: 'standalone',
        background_color: '#ffffff',
        theme_color: '#14415c',
        icons: [{ src: '/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
      },
      workbox: {
        globPatterns: ['**/*.{js,css,html,svg,woff2}'],
        globIgnores: ['**/sign-in.html'],
        navigateFallback: '/index.html',
        navigateFallbackDenylist: ofTheServer,
        // answers about children are never kept by the service worker: the vault keeps them, encrypted
        runtimeCaching: [],
      },
    }),
  ],
});
