"""What an import may be at most, so that no file can fill the memory or the disk."""

MB = 1024 * 1024
UPLOAD = 100 * MB  # the file as it is sent
UNPACKED = 200 * MB  # the conversations.json in it: read so far and no further, whatever the archive claims
AT_ONCE = MB // 2  # a larger file is read by a worker,
AT_ONCE_UNPACKED = 8 * MB  # and so is one that is small only while it is packed
CHUNK = MB  # the pieces in which it waits for one
FILES = 20_000  # entries of an archive: exports hold pictures beside the text
CONVERSATIONS = 10_000
MESSAGES = 5_000  # of one conversation
TEXT = 100_000  # characters of one message
TITLE = 200
WAITING_HOURS = 6  # after which one that nobody has read is given up
