"""Bad input: each a clear sentence in the reader's language, nothing lost, nothing half written. `test_sweep` sends nonsense everywhere.

| line | test over HTTP |
|---|---|
| unknown type | test_lines::test_an_unknown_type_or_day…, documents/*/test_pages::test_bad_input_is_told_beside_its_field… |
| wrong date order | test_lines::test_a_number_dated_before_the_last_one…, test_a_document_dated_after_today… |
| number taken, two clerks at once (409, who and when) | test_live::test_two_clerks_at_once…, test_the_second_clerk_at_an_arrival… |
| missing element | test_lines::test_a_missing_element_is_named… |
| unsigned or broken PDF | test_lines::test_an_unsigned_arrival…, test_a_pdf_that_cannot_be_signed…[broken] |
| 0 bytes, wrong extension, PDF bomb, password PDF | test_lines::test_a_pdf_that_cannot_be_signed… |
| 300 MB | test_live::test_300_mb_are_refused_before_they_are_read |
| .docm with macro | test_lines::test_a_word_file_with_a_macro… |
| NFD text | test_lines::test_loose_accents_become_composed… |
| expired certificate | test_lines::test_an_expired_certificate… |
| signer without authority on that day | test_lines::test_a_unit_head_whom_nobody_empowered…, test_a_leader_whose_post_has_ended… |
| 31 December 23:59 | test_lines::test_a_minute_to_midnight…, documents/numbering/test_midnight (at once, over midnight) |
| disk full | test_lines::test_a_full_disk… (the store, and the upload's own folder); PostgreSQL's own: test_full_disk |
| database gone and back | test_live::test_a_database_that_is_gone…; the engine killed: faults/engine |
"""
