//! Tests of compiling.
