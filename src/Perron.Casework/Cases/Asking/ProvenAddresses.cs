using Perron.Forms;
namespace Perron.Cases.Asking;

/// <summary>Which of the addresses on a page are proven to be the citizen's.</summary>
internal static class ProvenAddresses
{
    /// <summary>The answers with the proofs that hold: the account's own address asks no code, and the proof of an address that was changed goes.</summary>
    /// <param name="own">With which the citizen signs in: it has answered before.</param>
    public static Answers Held(IReadOnlyList<Question> asked, Answers answers, string? own)
    {
        var proofs = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var question in asked.SelectMany(question => question.WithRows).Where(question => question.Field.IsVerified && !question.IsProven(answers)))
        {
            var isOwn = own is not null && string.Equals(own, answers.One(question.Name), StringComparison.OrdinalIgnoreCase);
            if (isOwn || answers.Has(question.ProofName))
            {
                proofs[question.ProofName] = isOwn ? [own!] : [];
            }
        }

        return proofs.Count == 0 ? answers : answers.With(proofs);
    }
}
