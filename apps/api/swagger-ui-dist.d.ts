declare module 'swagger-ui-dist/absolute-path.js' {
  /** folder that holds the files of Swagger UI; its package itself would run them */
  export default function absolutePath(): string;
}
