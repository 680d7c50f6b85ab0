package io.eksnet.vpc;

import io.eksnet.id.PrefixListId;
import io.eksnet.id.Refusal;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpFamily;

/** EC2's refusals about managed prefix lists; see {@link Ec2Refusals}. */
final class PrefixListRefusals {
  private PrefixListRefusals() {}

  static Refusal notFound(PrefixListId id) {
    return new Refusal(
        "InvalidPrefixListID.NotFound", "The prefix list ID '" + id + "' does not exist");
  }

  static Refusal limit() {
    return new Refusal(
        "PrefixListLimitExceeded", "The maximum number of prefix lists has been reached.");
  }

  static Refusal ofAws(PrefixListId id) {
    return new Refusal(
        "UnsupportedOperation",
        "The prefix list '" + id + "' is managed by AWS and cannot be changed.");
  }

  static Refusal reservedName(String name) {
    return new Refusal(
        "InvalidParameterValue",
        "Value ("
            + name
            + ") for parameter prefixListName is invalid. The name cannot start with"
            + " com.amazonaws and has up to 255 characters.");
  }

  static Refusal badSize(int size, int most) {
    return new Refusal(
        "InvalidParameterValue",
        "Value (" + size + ") for parameter maxEntries is invalid. Expected 1 to " + most + ".");
  }

  static Refusal belowEntries(int size, int entries) {
    return new Refusal(
        "InvalidParameterValue",
        "Value ("
            + size
            + ") for parameter maxEntries is invalid. The prefix list has "
            + entries
            + " entries.");
  }

  static Refusal tooManyAtOnce() {
    return new Refusal(
        "InvalidParameterValue",
        "Request cannot contain more than 100 entry additions or removals");
  }

  static Refusal otherFamily(Cidr cidr, IpFamily family) {
    return new Refusal(
        "InvalidParameterValue",
        "The CIDR '"
            + cidr
            + "' does not match the address family of the prefix list. Expected "
            + (family == IpFamily.IPV4 ? "IPv4" : "IPv6")
            + ".");
  }

  static Refusal sameTwice(Cidr cidr) {
    return new Refusal(
        "InvalidParameterValue", "Request cannot contain the Cidr " + cidr + " more than once");
  }

  static Refusal addedAndRemoved(Cidr cidr) {
    return new Refusal(
        "InvalidParameterValue",
        "Request cannot contain Cidr "
            + cidr
            + " in both AddPrefixListEntries and RemovePrefixListEntries");
  }

  static Refusal entriesAndSize() {
    return new Refusal(
        "InvalidParameterCombination",
        "You cannot modify the entries of a prefix list and modify the size of a prefix list at the"
            + " same time.");
  }

  static Refusal entryExists(Cidr cidr) {
    return new Refusal("InvalidPrefixListModification", "The entry '" + cidr + "' already exists.");
  }

  static Refusal entryNotFound(Cidr cidr) {
    return new Refusal("InvalidPrefixListModification", "The entry '" + cidr + "' does not exist.");
  }

  static Refusal full(int most) {
    return new Refusal(
        "PrefixListMaxEntriesExceeded",
        "The prefix list cannot have more than " + most + " entries.");
  }

  static Refusal nothingToDo() {
    return new Refusal("InvalidRequest", "The request received was invalid.");
  }

  static Refusal versionMismatch() {
    return new Refusal(
        "PrefixListVersionMismatch", "The prefix list has the incorrect version number.");
  }

  static Refusal noSuchVersion(PrefixListId id, long version) {
    return new Refusal(
        "InvalidParameterValue",
        "The prefix list '" + id + "' has no version " + version + " to restore.");
  }

  static Refusal inUse(PrefixListId id) {
    return new Refusal(
        "DependencyViolation",
        "The prefix list '" + id + "' has dependencies and cannot be deleted.");
  }

  static Refusal referencesFull(PrefixListId id, String where) {
    return new Refusal(
        "InvalidPrefixListModification",
        "The size of the prefix list '"
            + id
            + "' cannot be changed: it would exceed the quota of "
            + where
            + ".");
  }
}
