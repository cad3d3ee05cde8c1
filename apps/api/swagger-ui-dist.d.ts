declare module 'swagger-ui-dist' {
  /** folder that holds the files of Swagger UI */
  export function getAbsoluteFSPath(): string;
}
