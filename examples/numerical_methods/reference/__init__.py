"""The course's right answers, a module for each part of the lecture."""
