"""People, the posts they hold over time, who signs for whom, and who may log in: the room that makes the Actor.

Rights follow posts (Decree 30 Appendix VI.III.3); authority to sign follows Điều 13.
"""
