/** How text is made to look. Without colour every function gives its text back. */
export interface Paint {
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
  readonly red: (text: string) => string
  readonly yellow: (text: string) => string
  readonly green: (text: string) => string
  readonly magenta: (text: string) => string
  readonly cyan: (text: string) => string
}

export const paintOf = (color: boolean): Paint => {
  const paint =
    (open: number, close: number) =>
    (text: string): string =>
      color && text !== "" ? `\u001B[${open}m${text}\u001B[${close}m` : text
  return {
    bold: paint(1, 22),
    dim: paint(2, 22),
    red: paint(31, 39),
    yellow: paint(33, 39),
    green: paint(32, 39),
    magenta: paint(35, 39),
    cyan: paint(36, 39)
  }
}

/** How a page is drawn. @category models @since 0.1.0 */
export interface RenderOptions {
  /** Colours of a terminal. None unless said. */
  readonly color?: boolean
  /** The columns of a line. 80 unless said. */
  readonly width?: number
  /** Milliseconds since the epoch: with it, instants are also told from now, such as "in 4 min". */
  readonly now?: number
}

const usual = 80
const narrowest = 40

/** What is drawn on. */
export interface Page {
  readonly color: boolean
  readonly paint: Paint
  readonly width: number
  readonly now: number | undefined
}

export const pageOf = ({ color = false, now, width = usual }: RenderOptions): Page => ({
  color,
  paint: paintOf(color),
  width: Math.max(narrowest, width),
  now
})
