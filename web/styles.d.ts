/** Vite brings it into the page. */
declare module '*.css' {}
