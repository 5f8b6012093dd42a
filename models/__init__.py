"""The nouns every other package shares: document, terms, evidence, event, schedule, dispute, money, period.

Data models, not machine-learned ones. Nothing here does I/O, reads a clock or imports another
package of this repository. The JSON shapes are published by `engross schema`.
"""
