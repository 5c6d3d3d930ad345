"""How much of what events need to be believed speaks for one that was found: traits, and their learnt weights.

`traits` describes a found event without its words, `weighing` adds up what each trait says. Not here: what is found
(finder), and how sure the text is of it (factuality). The weights are learnt by training/event_evidence.
"""
