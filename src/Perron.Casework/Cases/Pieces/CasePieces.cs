using Perron.Cases.Asking;
using Perron.Cases.Running;
using Perron.Communes;
using Perron.Forms;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using NodaTime;
namespace Perron.Cases.Pieces;

/// <summary>The pieces of a case: those the form asks for, in its order, then those that officers asked for.</summary>
internal static class CasePieces
{
    private const string OfRequest = "demande.";
    private static readonly Words RoomWords = Words.Of(typeof(CasePieces));

    public static IReadOnlyList<Piece> Pieces(this CaseFile file, string language)
    {
        var journey = new Journey(file.Procedure.Form, file.Case.Given, file.House);
        var given = file.Given.ToLookup(piece => piece.Name);
        return
        [
            .. journey.Steps.SelectMany(journey.Asked).SelectMany(question => Asked(question, "", language)).Select(one => OfForm(file, one.Question, one.Label, given)).OfType<Piece>(),
            .. file.Evidence.OrderBy(request => request.AskedAt).Where(request => given.Contains(NameOf(request)))
                .Select(request => new Piece(NameOf(request), request.Piece, true, null, [.. given[NameOf(request)].OrderBy(piece => piece.Version)])),
        ];
    }

    /// <summary>The name of a piece that an officer has asked for in words.</summary>
    public static string NameOf(EvidenceRequest request) => $"{OfRequest}{request.Id.Value}";

    /// <summary>What the citizen was asked by this request to give again and has not.</summary>
    public static IReadOnlyList<Piece> AwaitedBy(this CaseFile file, EvidenceRequest request, string language) =>
        [.. file.Pieces(language).Where(piece => piece.IsRefused && piece.Latest.RequestId == request.Id)];

    /// <summary>The citizen has answered, online or at the counter: the case goes on, and the promised date with it.</summary>
    public static void Answered(PerronDb db, CaseFile file, EvidenceRequest asked, Workflow.WorkflowAction action, string actor, int files, Commune commune, Instant now)
    {
        asked.AnsweredAt = now;
        CaseSteps.MoveExpected(file, commune, now);
        db.Move(file, action, actor, commune, now);
        db.Add(file.Stream.Happened(new EvidenceGiven(asked.Id.Value, files), now, actor, "demande", Timeline.Visibility.Public));
    }

    /// <summary>"Attestation : le document n'est pas lisible", as the citizen reads it.</summary>
    public static string Why(GivenPiece piece, string language) =>
        piece.Fault is PieceFault.Other or null ? piece.Remark : $"{RoomWords.In(language, $"piece-says-{piece.Fault}")}{(piece.Remark.Length > 0 ? $" {piece.Remark}" : "")}";

    private static Piece? OfForm(CaseFile file, Question question, string label, ILookup<string, GivenPiece> given)
    {
        var (answers, name) = (file.Case.Given, question.Name);
        var files = answers.All(name).Where(id => id.Length > 0).ToList();
        var otherwise = files is [] ? answers.One(name + "-autrement") : null;
        var versions = given[name].OrderBy(piece => piece.Version).ToList();
        if (versions is [] && files is [] && otherwise is null && !question.IsRequired)
        {
            return null;
        }

        if (versions is not [{ Version: 1 }, ..])
        {
            versions.Insert(0, new() { CommuneId = file.Case.CommuneId, OrganisationId = file.Case.OrganisationId, CaseId = file.Case.Id, Name = name, Version = 1, Files = files, GivenAt = file.Case.SubmittedAt });
        }

        return new(name, label, question.IsRequired, otherwise, versions);
    }

    private static IEnumerable<(Question Question, string Label)> Asked(Question question, string before, string language) => question.Field.Kind switch
    {
        FieldKind.File => [(question, before + question.Field.Label.In(language))],
        FieldKind.Group => question.Rows.SelectMany((row, place) => row.Questions.SelectMany(inner => Asked(inner, $"{before}{WrittenAnswers.RowLabel(question, place, language)} – ", language))),
        _ => [],
    };
}
