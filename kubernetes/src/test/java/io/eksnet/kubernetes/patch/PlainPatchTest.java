package io.eksnet.kubernetes.patch;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kubernetes.Fixtures;
import io.eksnet.kubernetes.status.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class PlainPatchTest {
  @Test
  void randomJsonPatchesGiveWhatKubectlGives() {
    assertThat(Recorded.differences(Recorded.cases("plain.jsonl", "json"), JsonPatch::apply))
        .isEmpty();
  }

  @Test
  void randomMergePatchesGiveWhatKubectlGives() {
    assertThat(Recorded.differences(Recorded.cases("plain.jsonl", "merge"), MergePatch::apply))
        .isEmpty();
  }

  @ParameterizedTest(name = "{0} patched by {1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
      {'a':'b'}          | {'a':'c'}             | {'a':'c'}
      {'a':'b'}          | {'b':'c'}             | {'a':'b','b':'c'}
      {'a':'b'}          | {'a':null}            | {}
      {'a':['b']}        | {'a':'c'}             | {'a':'c'}
      {'a':{'b':'c'}}    | {'a':{'b':'d','c':null}} | {'a':{'b':'d'}}
      {'a':[{'b':'c'}]}  | {'a':[1]}             | {'a':[1]}
      {'e':null}         | {'a':1}               | {'e':null,'a':1}
      {}                 | {'a':{'bb':{'ccc':null}}} | {'a':{'bb':{}}}
      """)
  void aMergePatchDoesWhatTheExamplesOfTheRfcSay(String object, String patch, String result) {
    assertThat(MergePatch.apply((ObjectNode) Fixtures.json(object), Fixtures.json(patch)))
        .isEqualTo(new Patched.Done((ObjectNode) Fixtures.json(result)));
  }

  @ParameterizedTest(name = "{0} patched by {1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
      {'foo':['bar','baz']} | [{'op':'add','path':'/foo/1','value':'qux'}] | {'foo':['bar','qux','baz']}
      {'foo':['bar']}       | [{'op':'add','path':'/foo/-','value':['x']}] | {'foo':['bar',['x']]}
      {'foo':['a','b','c']} | [{'op':'move','from':'/foo/0','path':'/foo/2'}] | {'foo':['b','c','a']}
      {'a/b':1,'m~n':2}     | [{'op':'replace','path':'/a~1b','value':3},{'op':'remove','path':'/m~0n'}] | {'a/b':3}
      {'a':{'b':1}}         | [{'op':'copy','from':'/a','path':'/c'},{'op':'replace','path':'/c/b','value':2}] | {'a':{'b':1},'c':{'b':2}}
      {'a':1}               | [{'op':'test','path':'/a','value':1.0}] | {'a':1}
      {'a':1}               | [{'op':'test','path':'/b','value':null}] | {'a':1}
      """)
  void aJsonPatchDoesWhatTheRfcSays(String object, String patch, String result) {
    assertThat(JsonPatch.apply((ObjectNode) Fixtures.json(object), Fixtures.json(patch)))
        .isEqualTo(new Patched.Done((ObjectNode) Fixtures.json(result)));
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
      {'a':1}   | [{'op':'test','path':'/a','value':2}]
      {'a':1}   | [{'op':'remove','path':'/b'}]
      {'a':[]}  | [{'op':'replace','path':'/a/0','value':1}]
      {'a':[1]} | [{'op':'add','path':'/a/2','value':1}]
      {'a':[1]} | [{'op':'add','path':'/a/01','value':1}]
      {'a':1}   | [{'op':'add','path':'/a/b','value':1}]
      {'a':{'b':1}} | [{'op':'move','from':'/a','path':'/a/b/c'}]
      {'a':1}   | [{'op':'replace','path':'','value':[]}]
      """)
  void aJsonPatchThatDoesNotFitTheObjectIsInvalid(String object, String patch) {
    assertThat(JsonPatch.apply((ObjectNode) Fixtures.json(object), Fixtures.json(patch)))
        .isEqualTo(new Patched.Refused(Status.unprocessable()));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
      {'op':'add'}
      [{'op':'increase','path':'/a'}]
      [{'op':'add','path':'/a'}]
      [{'op':'add','path':'a','value':1}]
      [{'op':'move','path':'/a'}]
      """)
  void aJsonPatchThatCannotBeReadIsABadRequest(String patch) {
    assertThat(JsonPatch.apply((ObjectNode) Fixtures.json("{}"), Fixtures.json(patch)))
        .isInstanceOfSatisfying(
            Patched.Refused.class, it -> assertThat(it.status().code()).isEqualTo(400));
  }

  @Test
  void copiesOfCopiesComeToAnEnd() {
    StringBuilder patch = new StringBuilder("[");
    for (int i = 0; i < 40; i++) {
      patch.append(i == 0 ? "" : ",").append("{'op':'copy','from':'','path':'/a%d'}".formatted(i));
    }

    assertThat(
            JsonPatch.apply(
                (ObjectNode) Fixtures.json("{}"), Fixtures.json(patch.append("]").toString())))
        .isEqualTo(new Patched.Refused(Status.unprocessable()));
  }
}
