/** Randomness that a seed decides. */

/** Turns a number of 32 bits into another, such that no pattern of the first shows in the second. */
const mix = (value: number): number => {
  let bits = value | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad)
  bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97)
  return (bits ^ (bits >>> 15)) >>> 0
}

const unit = (bits: number): number => bits / 2 ** 32

/**
 * A draw from 0 to 1 that depends on these parts and on nothing else: a fault drawn for one call does not change what
 * is drawn for another, whatever else happens in between.
 */
export const draw = (...parts: ReadonlyArray<number | string>): number => {
  let bits = 0x9e3779b9
  for (const part of parts) {
    for (const character of `${part}\u0000`) bits = mix(bits ^ character.codePointAt(0)!)
  }
  return unit(mix(bits))
}

/** A sequence that can be stopped and taken up again: its whole state is one number. */
export interface Sequence {
  state: number
}

/** The next of a sequence, from 0 to 1. */
export const next = (sequence: Sequence): number => {
  sequence.state = (sequence.state + 0x9e3779b9) >>> 0
  return unit(mix(sequence.state))
}
