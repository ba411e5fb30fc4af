using Perron.Expressions;
using Perron.Workflow;
namespace Perron.Rules.Tests.Workflow;

/// <summary>What guards may ask about cases opened beside one: all of them, any, for or against.</summary>
public sealed class SubCaseFactTests
{
    [Theory]
    [InlineData("sub-case-open", 1, 1, 0, true)]
    [InlineData("sub-case-closed", 1, 1, 0, false)] // one is still awaited
    [InlineData("sub-case-any-closed", 1, 1, 0, true)]
    [InlineData("sub-case-closed", 0, 1, 1, true)]
    [InlineData("sub-case-favourable", 0, 1, 1, false)]
    [InlineData("sub-case-unfavourable", 0, 1, 1, true)]
    [InlineData("sub-case-favourable", 0, 2, 0, true)]
    [InlineData("sub-case-closed", 0, 0, 0, false)] // nothing was asked
    public void A_guard_asks_for_all_or_any_of_them(string guard, int open, int favourable, int unfavourable, bool holds)
    {
        var answers = new Vocabulary();
        var vocabulary = CaseFacts.Over(answers, [], out _);
        var facts = new CaseFacts { SubCases = new(open, favourable, unfavourable) }.Over(vocabulary, new Facts(answers));
        Assert.Equal(holds, Formula.Condition(guard, vocabulary).Holds(facts));
    }
}
