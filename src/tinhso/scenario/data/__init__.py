"""The invented province as pure data: agencies, people, texts and the plan of a first week. No Django, no input or output."""
