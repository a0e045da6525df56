/**
 * How large a step of the version a change asks for.
 *
 * @since 0.1.0
 */

/** From small to large. @category models @since 0.1.0 */
export const bumps = ["none", "patch", "minor", "major"] as const

/** @category models @since 0.1.0 */
export type Bump = (typeof bumps)[number]

/** Negative when `left` is the smaller one. @category ordering @since 0.1.0 */
export const compareBumps = (left: Bump, right: Bump): number => bumps.indexOf(left) - bumps.indexOf(right)

/** @category combining @since 0.1.0 */
export const largerBump = (left: Bump, right: Bump): Bump => (compareBumps(left, right) < 0 ? right : left)
