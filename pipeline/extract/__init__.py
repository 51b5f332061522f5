"""What a document says, in candidates. Two engines: ``rules`` (offline) and ``model`` (a language model).

Nothing an engine says is a fact: everything it proposes goes through ``check``. Neither engine is imported here, so
that a run with one never pays for the other: ``pipeline.extract.rules.RulesEngine`` reads passages and is the same
every time; ``pipeline.extract.model.ModelEngine`` asks about packets and is the same for the same answers.
"""
