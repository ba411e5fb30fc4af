using NodaTime;
using Perron.Expressions;
namespace Perron.Workflow;

/// <summary>Cases as they could be: always the same ones, so that a fault found once is found again.</summary>
internal sealed class FactSamples(WorkflowDefinition workflow)
{
    private readonly Random _dice = new(25014);

    /// <summary>What stays as it was sent: for whom, by which way, the answers.</summary>
    public (CaseFacts Case, Facts Answers) Fixed() => (new CaseFacts { IsForThirdPerson = Toss(), IsByDownload = Toss(), Price = Toss() ? 0 : _dice.Next(1, 60) }, Answers());

    /// <summary>The same case at some moment of its life.</summary>
    public Facts SomeTime((CaseFacts Case, Facts Answers) sent)
    {
        var isAsked = Toss();
        return (sent.Case with
        {
            Mandate = sent.Case.IsForThirdPerson ? (MandateState)_dice.Next(1, 4) : MandateState.NotNeeded,
            HasRegister = isAsked,
            IsRegisterConfirmed = isAsked && Toss(),
            HasDocument = Toss(),
            IsPieceRefused = Toss(),
            IsPaid = Toss(),
            Agreement = (Agreement)_dice.Next(4),
            Opinion = (OpinionState)_dice.Next(3),
            SubCases = new(_dice.Next(2), _dice.Next(2), _dice.Next(2)),
            Systems = [.. SystemKinds.All.Where(_ => Toss())],
            Answer = Toss() ? null : (SystemAnswer)_dice.Next(4),
            Noted = workflow.Actions.SelectMany(action => action.Asks).Select(asked => asked.Word).DistinctBy(word => word.Name).ToDictionary(word => word.Name, Some),
        }).Over(workflow.Vocabulary, sent.Answers);
    }

    private Facts Answers()
    {
        var answers = new Facts(workflow.Vocabulary.Outer!);
        foreach (var word in workflow.Vocabulary.Outer!.Words.Where(word => word.Group is null))
        {
            answers[word.Name] = Some(word);
        }

        return answers;
    }

    private Value Some(Word word) => _dice.Next(5) == 0 ? Value.Nothing : (word.Kind, word.Choices) switch
    {
        (ValueKind.Truth, _) => Value.Of(Toss()),
        (ValueKind.Number, _) => Value.Of((decimal)_dice.Next(0, 100)),
        (ValueKind.Date, _) => Value.Of(new LocalDate(2026, 1, 1).PlusDays(_dice.Next(0, 800))),
        (ValueKind.Text, { Count: > 0 } choices) => Value.Of(choices.ElementAt(_dice.Next(choices.Count))),
        (ValueKind.Texts, { Count: > 0 } choices) => Value.Of([choices.ElementAt(_dice.Next(choices.Count))]),
        (ValueKind.Texts, _) => Value.Of(["x"]),
        _ => Value.Of("x"),
    };

    private bool Toss() => _dice.Next(2) == 0;
}
