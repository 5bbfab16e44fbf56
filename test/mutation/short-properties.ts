// Limits each property to a fifth of a second per mutant, and stops at the first failure without shrinking it.
import fc from 'fast-check'

fc.configureGlobal({ endOnFailure: true, interruptAfterTimeLimit: 200 })
