package io.eksnet.workloads;

import io.eksnet.id.IdSource;
import io.eksnet.kube.PodTemplate;

/** The parts of names that Kubernetes makes up, in the letters that spell no word. */
final class Names {
  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
  private static final int SUFFIX_LENGTH = 5;

  /** A name has at most 63 characters, the suffix included. */
  private static final int MAX_BASE = 63 - SUFFIX_LENGTH;

  private static final int FNV_OFFSET = 0x811c9dc5;
  private static final int FNV_PRIME = 0x01000193;

  private Names() {}

  /** A name from its prefix, as generateName makes it. */
  static String generated(String prefix, IdSource ids) {
    StringBuilder name = new StringBuilder(prefix);
    name.setLength(Math.min(prefix.length(), MAX_BASE));
    long random = Long.parseLong(ids.hex(12), 16);
    for (int i = 0; i < SUFFIX_LENGTH; i++) {
      name.append(ALPHABET.charAt((int) (random % ALPHABET.length())));
      random /= ALPHABET.length();
    }
    return name.toString();
  }

  /**
   * A template's hash, as pods carry it in pod-template-hash or controller-revision-hash: 32 bits
   * FNV-1a of the document, in decimal, in safe letters. It differs from the one that Kubernetes
   * computes over its own structures, but is as short and as stable. Two different templates of one
   * owner meet with a chance of one in four billion; Kubernetes' collision count is not modelled.
   */
  static String hashOf(PodTemplate template) {
    int hash = FNV_OFFSET;
    for (byte one : template.document().bytes()) {
      hash = (hash ^ (one & 0xff)) * FNV_PRIME;
    }
    StringBuilder safe = new StringBuilder();
    for (char digit : Integer.toUnsignedString(hash).toCharArray()) {
      safe.append(ALPHABET.charAt(digit % ALPHABET.length()));
    }
    return safe.toString();
  }
}
